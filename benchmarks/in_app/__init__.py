"""The app under measurement: a server of its own, a real Chromium, and light clients."""
