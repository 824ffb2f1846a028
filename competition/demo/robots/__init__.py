"""Robots: referees that know only the contract: a card with link and PIN, pages, the socket, and SCHEME.json on paper."""
