// Only carries the precompiled header; see pch.hpp.
