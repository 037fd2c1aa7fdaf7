"""The only room that imports Streamlit: controls, session, live fragment, cached data."""
