"""Two texts side by side in aligned rows. Knows rows, nothing of projects; here alone the sides are left and right."""
