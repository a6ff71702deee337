"""An analysis as text, Markdown or JSON. Content is made once, as a `Document`; the writers only lay it out."""
