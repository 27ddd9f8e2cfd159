#pragma once
// What runs beside the daily work reads no faster than it is allowed to. For db/*.cpp alone.
#include <chrono>
#include <cstdint>
#include <thread>

namespace gavel::db {

class Pace {
 public:
  /// 0: as fast as it can.
  explicit Pace(std::uint64_t bytes_per_second) : bytes_per_second_(bytes_per_second) {}

  /// Waits until so many bytes more may have been read since this was made.
  void keep(std::uint64_t bytes) {
    read_ += bytes;
    if (bytes_per_second_ > 0)
      std::this_thread::sleep_until(begun_ +
                                    std::chrono::milliseconds(read_ * 1000 / bytes_per_second_));
  }

 private:
  std::uint64_t bytes_per_second_;
  std::uint64_t read_ = 0;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace gavel::db
