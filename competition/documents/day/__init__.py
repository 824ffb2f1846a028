"""What is printed for a day of competition: registers, draw slips, plates, marking forms, records; each part on its own pages."""

from competition.documents.day.bound import Part, bound
from competition.documents.day.marking import FormAspect, MarkingForm
from competition.documents.day.ruled import Ruled

__all__ = ["FormAspect", "MarkingForm", "Part", "Ruled", "bound"]
