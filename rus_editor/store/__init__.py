"""The project file: an SQLite database that holds versions, the working copy, its journal, annotations and settings.

The only importer of sqlite3. What stands in the file and how it is kept is told in ``docs/project_file.md``.
"""
