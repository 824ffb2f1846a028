"""A marking scheme under the organiser's hands: acts on its written form, forms of its parts, and how an edited one is kept."""
