"""What each page says of itself to programs: schema.org as JSON-LD, and the tags of cards. Comments and views are
marked up where they stand, in the templates, so that no text is printed twice."""
