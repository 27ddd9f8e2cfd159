#pragma once
// A small generator of its own: the same seed gives the same charts and courses with every library.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace gavel::property {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 2862933555777941757u + 3037000493u) {}

  std::uint64_t below(std::uint64_t bound) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return (state_ >> 33) % bound;
  }
  bool chance(int percent) { return below(100) < static_cast<std::uint64_t>(percent); }
  std::string digit(std::uint64_t bound) { return std::to_string(below(bound)); }

  template <class T>
  const T& one_of(const std::vector<T>& choices) {
    return choices.at(below(choices.size()));
  }
  template <std::size_t n>
  std::string one_of(const char* const (&choices)[n]) {
    return choices[below(n)];
  }

 private:
  std::uint64_t state_;
};

/// GAVEL_SEEDS asks for a longer search than every test run needs.
inline std::uint64_t seeds(std::uint64_t usual) {
  const char* asked = std::getenv("GAVEL_SEEDS");
  return asked == nullptr ? usual : std::stoull(asked);
}
/// GAVEL_FIRST_SEED begins it elsewhere; with GAVEL_SEEDS=1 it repeats one course that failed.
inline std::uint64_t first_seed() {
  const char* asked = std::getenv("GAVEL_FIRST_SEED");
  return asked == nullptr ? 0 : std::stoull(asked);
}

}  // namespace gavel::property
