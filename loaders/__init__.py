"""Everything that crosses the border: documents in, graphs out."""
