"""The local web application over an archive: server-rendered pages, each with its twin in JSON.

    server    binds an address and runs the application until it is stopped
    app       puts the application together
    safety    what every request passes through: Host, token, size, headers; what every change passes through: CSRF
    told      stories of the archive as the contract tells them, kept while nothing changes
    views     records -> what a page shows, as pure functions
    routes    addresses -> views -> pages
    jobs      long work, one at a time, beside the pages

FastAPI and uvicorn are imported by nothing outside this package, and this package by nothing but `wellsourced serve`.
"""
