#pragma once
// What namelist and <param> give to an event or a child session. Private to this room.
#include <string_view>
#include <vector>

#include "engine/expression/expression.hpp"

namespace gavel::chart {

/// Values by name, sorted. A name given more than once keeps all its values, as a list
/// (SCXML 6.2.3: duplicates are not dropped, and JSON has one member a name).
class Passed {
 public:
  /// `name` must outlive this: it is the chart's.
  void add(std::string_view name, expression::Value value);
  /// Null where nothing was passed under that name.
  [[nodiscard]] const expression::Value* find(std::string_view name) const;
  [[nodiscard]] bool empty() const { return entries_.empty(); }
  /// Those that are not undefined.
  [[nodiscard]] JsonObject object() &&;

 private:
  struct Entry {
    std::string_view name;
    expression::Value value;
    bool is_list = false;
  };
  std::vector<Entry> entries_;
};

}  // namespace gavel::chart
