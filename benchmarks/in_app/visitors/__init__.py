"""Who visits the app: a real Chromium, and light clients that draw nothing."""
