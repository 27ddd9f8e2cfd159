#include "archive/leaf.hpp"

#include "archive/canonical.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::archive {

std::string leaf_bytes(const Leaf& leaf) {
  std::string out = canonical(JsonObject{{"v", 1},
                                         {"type", leaf.type},
                                         {"matter", leaf.matter},
                                         {"subject", leaf.subject},
                                         {"at", to_string(leaf.at)},
                                         {"sha256", leaf.sha256}});
  ensure(out.size() <= 65535, "a ledger entry is at most 65,535 bytes");
  return out;
}

}  // namespace gavel::archive
