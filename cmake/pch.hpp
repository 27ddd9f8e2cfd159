// Precompiled for every room of the engine and archive: the standard headers they all use and the
// JSON value type. Nothing here does I/O, so a shared header opens no door.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <boost/json.hpp>
