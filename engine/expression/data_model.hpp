#pragma once
// The variables of one session, in the order in which they first got a value. A step begins with a
// copy of what stood before it and changes a few: copies share every variable that neither of them
// has changed since.
#include <memory>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json.hpp"

namespace gavel::expression {

class DataModel {
 public:
  struct Variable {
    std::string name;
    Json value;
    Variable(std::string_view called, Json given) : name(called), value(std::move(given)) {}
  };

  DataModel() = default;
  /// DataModel are written and read back as an object.
  DataModel(JsonObject values);  // NOLINT(google-explicit-constructor)
  [[nodiscard]] JsonObject object() const;

  [[nodiscard]] bool contains(std::string_view name) const { return if_contains(name) != nullptr; }
  /// Null where the variable has no value.
  [[nodiscard]] const Json* if_contains(std::string_view name) const;
  [[nodiscard]] const Json& at(std::string_view name) const;
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] auto all() const {
    return entries_ |
           std::views::transform([](const Entry& e) -> const Variable& { return *e.variable; });
  }

  /// To change it in place, no copy any more concerned; null where the variable has no value.
  [[nodiscard]] Json* change(std::string_view name);
  void set(std::string_view name, Json value);
  void erase(std::string_view name);

 private:
  struct Entry {
    std::size_t hash;
    std::shared_ptr<Variable> variable;
  };
  [[nodiscard]] std::vector<Entry>::const_iterator find(std::string_view name) const;
  std::vector<Entry> entries_;
};

}  // namespace gavel::expression
