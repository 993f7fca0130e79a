"""WordPress: its export files (`wxr`), the JSON of its REST API (`rest`), and what both share."""
