"""The forms of `hegui price envelope`: the room that is left of a price, as text, JSON, CSV, chart and page. Nothing is searched here."""
