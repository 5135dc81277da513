"""The publication -> feeds: Atom (RFC 4287, threaded by RFC 4685) and JSON Feed 1.1. Plain data in, text out."""
