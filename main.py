"""Starts the program from a checkout: ``python main.py compare OLD NEW``."""

from rus_editor.__main__ import main

if __name__ == "__main__":
    main()
