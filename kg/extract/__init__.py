"""Documents to mentions, attributions and relation mentions: one file a concern."""
