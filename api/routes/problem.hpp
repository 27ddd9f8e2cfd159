#pragma once
// Everything a request can be turned down with, as RFC 9457 problems. A problem ends the request:
// it is thrown where it is found and becomes an answer in one place (handler.cpp). Types, status
// codes and sentences stand in one catalogue, messages/problems.json; code names a type and gives
// values.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/http/message.hpp"
#include "api/routes/language.hpp"
#include "engine/matter/refusal.hpp"

namespace gavel::api {

/// One thing wrong with the input. `where` is a JSON pointer into the body (RFC 6901), or the name
/// of a query parameter. The sentence is the catalogue's, by `code`.
struct InputError {
  enum class In { body, query };
  In in = In::body;
  std::string where;
  std::string code;
  JsonObject values = {};
};

struct Problem {
  std::string type;        ///< "not-your-matter": a key of the catalogue.
  JsonObject values = {};  ///< For the sentence.
  std::vector<InputError> errors = {};
  JsonObject members = {};          ///< Extension members, such as "refusal".
  http::Headers headers = {};       ///< WWW-Authenticate, Retry-After, Allow, ...
  std::optional<Text> detail = {};  ///< In place of the catalogue's sentence.
};

/// One kind of problem, as the catalogue describes it.
struct ProblemType {
  std::string type;
  int status = 0;
  Text title, detail;
};
[[nodiscard]] const std::vector<ProblemType>& problem_types();
/// Null when there is none of that name.
[[nodiscard]] const ProblemType* find_problem_type(std::string_view type);

/// A sentence of the catalogue's section `errors`, filled.
[[nodiscard]] Text sentence(std::string_view code, const JsonObject& values);

/// The answer. An unknown type is a broken invariant.
[[nodiscard]] http::Response answer(const Problem& problem, Language language);

/// Path of the page that explains a type: "/problems/not-your-matter".
[[nodiscard]] std::string problem_path(std::string_view type);

}  // namespace gavel::api
