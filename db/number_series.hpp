#pragma once
// Whose series a number of minutes or of a document is of.
#include <string>
#include <vector>

namespace gavel::db {

/// New numbers are taken under `organ`. Those that stand under the names in `also` were given in
/// the same series before it was kept by the organ's name, and are taken all the same.
struct NumberSeries {
  std::string organ;
  std::vector<std::string> also = {};
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> out{organ};
    out.insert(out.end(), also.begin(), also.end());
    return out;
  }
};

}  // namespace gavel::db
