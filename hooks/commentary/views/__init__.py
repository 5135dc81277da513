"""The publication -> plain data for every page. No HTML is written here but what `markup` makes of comments."""
