#pragma once
// Reading what a client sent, strictly: every member and parameter is named, its type and bounds
// are checked, what nobody asked for is an error. All errors are gathered, so a client is told
// everything at once: read all fields, then call `done`.
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "api/routes/problem.hpp"
#include "engine/base/time.hpp"

namespace gavel::api {

/// Levels of containers taken from a client; more is no document of ours.
inline constexpr int client_json_depth = 64;

/// Whether the Content-Type says JSON, in UTF-8.
[[nodiscard]] bool says_json(const http::Request& request);
/// The body as a JSON object. Problems: wrong-content-type (415), invalid-utf-8, bad-json (400),
/// not-an-object, nul-character (422).
[[nodiscard]] JsonObject json_body(const http::Request& request);

/// Lengths in code points, both ends included.
struct Length {
  std::size_t min = 1, max = 200;
};

/// The members of one object. A getter for a required member gives an empty value where `done` will
/// throw.
class Fields {
 public:
  explicit Fields(const JsonObject& object, std::string pointer = "")
      : object_(object), pointer_(std::move(pointer)) {}

  std::string text(std::string_view name, Length length = {});
  std::optional<std::string> maybe_text(std::string_view name, Length length = {});
  /// As the texts; a decree number under another's title is a fault.
  std::string citation(std::string_view name, Length length = {});
  std::optional<std::string> maybe_citation(std::string_view name, Length length = {});
  bool flag(std::string_view name, bool fallback);
  std::optional<bool> maybe_flag(std::string_view name);
  std::optional<std::int64_t> maybe_integer(std::string_view name, std::int64_t min,
                                            std::int64_t max);
  std::optional<std::vector<std::string>> maybe_texts(std::string_view name, Length each = {});
  /// An object of any content; empty when absent.
  JsonObject object(std::string_view name);

  [[nodiscard]] bool has(std::string_view name) const { return object_.contains(name); }
  /// A further fault of a member, found by the caller.
  void fault(std::string_view name, std::string code, JsonObject values = {});

  /// Throws the problem, if there is one: unknown-field when that is all, else invalid-body.
  void done();

 private:
  const Json* take(std::string_view name, std::string_view expected, bool (*is)(const Json&));
  void need(std::string_view name);
  std::string said(std::string_view name, const std::optional<std::string>& given);
  void check_length(std::string_view name, std::string_view text, Length length);

  const JsonObject& object_;
  std::string pointer_;
  std::set<std::string, std::less<>> known_;
  std::vector<InputError> errors_;
};

/// The parameters of a query. Each may be given once.
class Query {
 public:
  using Parameters = std::vector<std::pair<std::string, std::string>>;
  explicit Query(const Parameters& parameters) : parameters_(parameters) {}

  std::optional<std::string> text(std::string_view name, std::size_t length_max = 200);
  std::string required(std::string_view name, std::size_t length_max = 200);
  std::optional<std::int64_t> integer(std::string_view name, std::int64_t min, std::int64_t max);
  /// "true", "false", "1", "0", or the bare name.
  bool flag(std::string_view name, bool fallback = false);
  std::optional<Day> day(std::string_view name);
  /// One of `known()`, which is asked for only where something is given. What nothing is called is
  /// a fault that tells what there is: an empty list would say that nothing is overdue where only
  /// the unit was mistyped.
  using Known = std::function<std::vector<std::string>()>;
  std::optional<std::string> choice(std::string_view name, const Known& known);
  std::string required_choice(std::string_view name, const Known& known);
  /// Given at all, rightly or not.
  [[nodiscard]] bool has(std::string_view name) const;
  /// Page size: 1 to 200, 50 when absent.
  int limit() { return static_cast<int>(integer("limit", 1, 200).value_or(50)); }
  std::string cursor() { return text("cursor", 400).value_or(""); }
  /// Of a list that goes by numbers: the last one seen, 0 on the first page. Problem bad-cursor.
  std::int64_t cursor_after();

  void fault(std::string_view name, std::string code, JsonObject values = {});
  void done();  ///< Throws invalid-query; invalid-body of what no record takes.

 private:
  const Parameters& parameters_;
  std::set<std::string, std::less<>> known_;
  std::vector<InputError> errors_;
};

}  // namespace gavel::api
