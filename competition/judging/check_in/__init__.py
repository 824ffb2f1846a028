"""The check-in desk: who has come, who is late, who stands in for whom, the clocks, and who has finished when."""
