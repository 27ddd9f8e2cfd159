#pragma once
// One page of a list that a store gives row by row.
#include <concepts>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "api/routes/respond.hpp"

namespace gavel::api {

/// The member `name` with at most `limit` of `found` as `view` shows each. `found` was asked for
/// one row more than the page holds: where that came, the Link to the next page goes on behind the
/// last row shown, by its `key`.
template <class Row, class View, class Key>
[[nodiscard]] http::Response page_response(const Call& call, std::string_view name,
                                           std::vector<Row> found, int limit, const View& view,
                                           const Key& key) {
  const bool more = std::cmp_greater(found.size(), limit);
  if (more) found.pop_back();
  JsonArray shown;
  for (const Row& row : found) shown.push_back(view(row));
  http::Response response = json_response(200, JsonObject{{name, std::move(shown)}});
  if (!more) return response;
  const auto& last = std::invoke(key, found.back());
  if constexpr (std::integral<std::remove_cvref_t<decltype(last)>>)
    link_next(response, call, std::to_string(last));
  else
    link_next(response, call, last);
  return response;
}

}  // namespace gavel::api
