"""newspaper4k in an environment of its own: a page's HTML on the way in, what was read of it as JSON on the way out.

It knows nothing of this repository. The address of the page is its one argument.
"""

import json
import sys

import newspaper

article = newspaper.Article(sys.argv[1], fetch_images=False)
article.download(input_html=sys.stdin.read())
article.parse()
json.dump(
    {
        "text": article.text,
        "title": article.title,
        "authors": ", ".join(article.authors),
        "date": str(article.publish_date or "")[:10],
        "picture": article.top_image or "",
    },
    sys.stdout,
)
