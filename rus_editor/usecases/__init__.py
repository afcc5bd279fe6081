"""What the program can do, put together from its parts; all that the command line and the window speak to."""
