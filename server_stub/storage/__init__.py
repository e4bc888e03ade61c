"""What the server keeps: typed models, the engine, migrations, repositories and the scope.

Nothing here commits: a unit of work does (`engine.Database`).
"""
