// At an earlier address of an article: on to where it is now, with the query and the place on the page.

location.replace(document.querySelector(".lede a").href + location.search + location.hash);
