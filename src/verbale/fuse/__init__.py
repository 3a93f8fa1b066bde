"""From the reports of many articles to events: `fuse(documents, decisions) -> Fusion`."""
