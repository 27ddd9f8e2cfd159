#include "db/noted_organs.hpp"

namespace gavel::db {

std::vector<std::string> organs_noted(const matter::Snapshot& snapshot) {
  std::vector<std::string> out;
  const Json* const noted = snapshot.session.data.if_contains("organs");
  if (noted == nullptr || !noted->is_array()) return out;
  for (const Json& organ : noted->get_array()) {
    if (organ.is_string()) out.emplace_back(organ.get_string());
  }
  return out;
}

}  // namespace gavel::db
