"""Makes the model: `python -m bench.train --corpora DIR` reads gold texts, `cleaners/model/` is what comes of it."""
