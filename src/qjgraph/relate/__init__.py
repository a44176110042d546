"""Claims: who holds what, who took part, what costs how much, when and where."""
