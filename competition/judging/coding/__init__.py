"""The coding referee: who does not mark whom, what a work is called. What stands here says whose a label is."""
