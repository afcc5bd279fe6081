"""What a comparison means: overviews, and later key changes, phrasing, themes and targets."""
