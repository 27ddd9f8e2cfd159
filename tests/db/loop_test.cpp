#include "db/loop.hpp"

#include <future>

#include <gtest/gtest.h>

namespace gavel::db {
namespace {

using namespace std::chrono_literals;

TEST(Loop, CallsAgainAtOnceWhileThereIsMoreAndGoesOnAfterAFailure) {
  std::promise<void> third_call;
  int calls = 0;
  const Loop loop("test", 1ms, [&] {
    ++calls;
    if (calls == 2) throw std::runtime_error("the database is away");
    if (calls == 3) third_call.set_value();
    return calls == 1;
  });
  EXPECT_EQ(third_call.get_future().wait_for(20s), std::future_status::ready);
}

TEST(Loop, IsCalledOnceAndEndsWithoutWaitingForItsInterval) {
  std::atomic<int> calls = 0;
  {
    const Loop loop("test", 24h, [&] { return ++calls < 0; });
  }
  EXPECT_LE(calls, 1);
}

}  // namespace
}  // namespace gavel::db
