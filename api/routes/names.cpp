#include "api/routes/names.hpp"

#include "engine/base/spelling.hpp"

namespace gavel::api {
namespace {

/// Input is Fields or Query. What no record takes at all is told already.
template <class Input>
void check_name(Input& input, std::string_view name, const std::string& given) {
  const auto unfit = first_unfit(given, Lines::one);
  if (unfit && !first_unfit(given, Lines::many))
    input.fault(name, unfit->is_of_lines ? "not-one-line" : "unfit-character", values_of(*unfit));
  // Neither blanks nor punctuation are a name.
  if (!given.empty() && spelling(given).empty()) input.fault(name, "missing");
}

}  // namespace

std::string name_in(Fields& fields, std::string_view name, Length length) {
  if (!fields.has(name)) fields.fault(name, "missing");
  return maybe_name_in(fields, name, length).value_or("");
}

std::optional<std::string> maybe_name_in(Fields& fields, std::string_view name, Length length) {
  auto given = fields.maybe_text(name, length);
  if (given) check_name(fields, name, *given);
  return given;
}

std::string title_in(Query& query, std::string_view name) {
  std::string given = query.text(name).value_or("");
  check_name(query, name, given);
  return given;
}

JsonObject values_of(const Unfit& unfit) {
  return {{"character", unfit.character}, {"place", unfit.place}};
}

}  // namespace gavel::api
