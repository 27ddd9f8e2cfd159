#pragma once
// What runs beside the daily work reads no faster than it is allowed to. For db/*.cpp alone.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

namespace gavel::db {

class Pace {
 public:
  /// 0: as fast as it can. `stopped`: once true, there is no waiting any more.
  explicit Pace(std::uint64_t bytes_per_second, const std::atomic<bool>* stopped = nullptr)
      : bytes_per_second_(bytes_per_second), stopped_(stopped) {}

  /// Waits until so many bytes more may have been read since this was made.
  void keep(std::uint64_t bytes) {
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds look_up{50};
    read_ += bytes;
    if (bytes_per_second_ == 0) return;
    const auto due = begun_ + std::chrono::milliseconds(read_ * 1000 / bytes_per_second_);
    while (Clock::now() < due && !(stopped_ != nullptr && *stopped_))
      std::this_thread::sleep_until(std::min<Clock::time_point>(due, Clock::now() + look_up));
  }

 private:
  std::uint64_t bytes_per_second_;
  const std::atomic<bool>* stopped_;
  std::uint64_t read_ = 0;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace gavel::db
