"""How edits reach the markup: where a letter stands, how runs are cut, what must stay in pairs."""
