"""Mentions: people, posts, bodies, places, events, projects, policies, dates and amounts."""
