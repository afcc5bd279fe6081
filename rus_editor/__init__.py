"""RUS-redigeraren: revise a long document, see what changed, and tell others."""
