"""The policy, once: what stands with an application. Plan, tables, and gates are made from it."""
