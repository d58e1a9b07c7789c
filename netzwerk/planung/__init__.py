"""What no directory has: how well families are reached, where the chain has gaps, and who works with whom."""
