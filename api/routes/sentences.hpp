#pragma once
// Sentences of papers written from the record: from a catalogue under messages/, by key, with
// {places} to be filled; and what all such papers say alike.
#include <map>
#include <string>
#include <string_view>

#include "api/routes/language.hpp"
#include "engine/base/time.hpp"

namespace gavel::db {
class Accounts;
}

namespace gavel::api {

struct Context;

class Sentences {
 public:
  /// The text of a file of messages/: {"key": {"zh", "en"}}.
  explicit Sentences(std::string_view catalogue);
  [[nodiscard]] bool has(std::string_view key) const;
  /// A key that the catalogue lacks is a broken invariant.
  [[nodiscard]] std::string say(std::string_view key, Language language,
                                const JsonObject& values = {}) const;

 private:
  Json read_;
};

[[nodiscard]] std::string said(Day day, Language language);
/// "2026-05-10T09:10:00+08:00" as day, hour and minute; another text, a day among them, likewise
/// as far as it goes.
[[nodiscard]] std::string said_moment(const std::string& at, Language language);
[[nodiscard]] std::string said_list(const std::vector<std::string>& texts, Language language);

/// Accounts as people know them.
class Names {
 public:
  Names() = default;  ///< Nobody is known.
  explicit Names(Context& context);
  explicit Names(db::Accounts& accounts);
  [[nodiscard]] std::string name(const std::string& account) const;  ///< Itself where unknown.
  [[nodiscard]] std::string unit(const std::string& id) const;       ///< Likewise.
  /// With the unit.
  [[nodiscard]] std::string who(const std::string& account, Language language) const;
  [[nodiscard]] std::string who(const std::string& name, const std::string& unit,
                                Language language) const;

 private:
  std::map<std::string, std::string, std::less<>> units_;
  std::map<std::string, std::pair<std::string, std::string>, std::less<>> people_;  ///< Name, unit.
};

}  // namespace gavel::api
