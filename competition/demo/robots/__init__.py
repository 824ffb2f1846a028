"""Robots: referees that know only the contract: a card with link and PIN, the pages, the socket, and SCHEME.json as their paper."""
