#pragma once
// Cells of a catalogue's sheet as the members of its items, and all that is wrong with them.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "api/routes/catalogue_columns.hpp"
#include "api/routes/problem.hpp"

namespace gavel::api {

/// `where` is the place of what is told in the source: "/lines/3/planned".
class CatalogueCells {
 public:
  /// Of the catalogue of this year.
  explicit CatalogueCells(int year) : year_(year) {}
  std::vector<InputError> errors;

  void cell(JsonObject& item, const Column& column, std::string_view text,
            const std::string& where);
  /// Likewise of JSON, where a member may be what it says.
  void member(JsonObject& item, const Column& column, const Json& value, const std::string& where);
  /// A number that an item before it has is a slip in the sheet: told with both.
  void once(const JsonObject& item, const std::string& where);
  void say(std::string where, std::string code, JsonObject values);

 private:
  void month(JsonObject& item, const Column& column, std::string_view text,
             const std::string& where);
  void wrong_type(const std::string& where, const Column& column, std::string_view expected);

  int year_;
  std::map<std::string, std::string> titles_;  ///< By number, of the items so far.
};

/// A word of either language, for the values of an error.
[[nodiscard]] Json both(const char* zh, const char* en);

}  // namespace gavel::api
