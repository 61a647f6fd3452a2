//! What a piece of work costs: processor time, wall time, memory, allocations.

use std::fs;
use std::time::Instant;

use rustix::time::{ClockId, clock_gettime};

/// The cost of one or several runs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage {
    /// Processor seconds of all threads together, user and system.
    pub cpu_seconds: f64,
    /// Seconds on the wall.
    pub wall_seconds: f64,
    /// The most memory that was resident during the work, MiB. The largest of the runs. Linux only: 0 elsewhere.
    pub peak_mib: f64,
    /// That less what was resident before.
    pub added_mib: f64,
    /// Allocations and reallocations.
    pub allocations: usize,
}

/// Does the work `runs` times (at least once) and gives its last result with the median times.
pub fn measure<T>(runs: usize, mut work: impl FnMut() -> T) -> (T, Usage) {
    let mut once = || {
        // 5 resets the peak to what is resident now (proc(5)); where that is refused the peak is that of the whole life.
        let _ = fs::write("/proc/self/clear_refs", "5");
        let (before, allocated) = (memory("VmRSS:"), crate::ALLOCATOR.stats());
        let (wall, cpu) = (Instant::now(), cpu_seconds());
        let result = work();
        let (cpu_seconds, wall_seconds) = (cpu_seconds() - cpu, wall.elapsed().as_secs_f64());
        let change = crate::ALLOCATOR.stats() - allocated;
        let peak_mib = memory("VmHWM:");
        let usage = Usage { cpu_seconds, wall_seconds, peak_mib, added_mib: peak_mib - before, allocations: change.allocations + change.reallocations };
        (result, usage)
    };
    let (mut result, first) = once();
    let mut all = vec![first];
    for _ in 1..runs {
        let (again, usage) = once();
        result = again;
        all.push(usage);
    }
    let of = |value: fn(&Usage) -> f64| all.iter().map(value).collect::<Vec<f64>>();
    let largest = |values: Vec<f64>| values.into_iter().fold(0.0, f64::max);
    let usage = Usage {
        cpu_seconds: median(of(|usage| usage.cpu_seconds)),
        wall_seconds: median(of(|usage| usage.wall_seconds)),
        peak_mib: largest(of(|usage| usage.peak_mib)),
        added_mib: largest(of(|usage| usage.added_mib)),
        allocations: all.last().map_or(0, |usage| usage.allocations),
    };
    (result, usage)
}

/// The middle value; the mean of the two middle ones of an even number. NaN for none.
pub fn median(mut values: Vec<f64>) -> f64 {
    if values.is_empty() {
        return f64::NAN;
    }
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { 0.5 * (values[middle - 1] + values[middle]) }
}

/// Processor seconds that this process has used so far, all threads together.
pub fn cpu_seconds() -> f64 {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 * 1e-9
}

/// A line of /proc/self/status, in MiB.
fn memory(name: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    kibibytes(&status, name).unwrap_or(0.0) / 1024.0
}

fn kibibytes(status: &str, name: &str) -> Option<f64> {
    status.lines().find_map(|line| line.strip_prefix(name))?.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        assert!((median(vec![3.0, 1.0, 2.0]) - 2.0).abs() < 1e-15);
        assert!((median(vec![4.0, 1.0, 2.0, 3.0]) - 2.5).abs() < 1e-15);
        assert!(median(vec![]).is_nan());
    }

    #[test]
    fn memory_is_read_in_the_units_of_the_kernel() {
        assert_eq!(kibibytes("Name:\tbench\nVmHWM:\t    2048 kB\n", "VmHWM:"), Some(2048.0));
        assert_eq!(kibibytes("Name:\tbench\n", "VmHWM:"), None);
    }

    #[test]
    fn work_that_allocates_is_seen_to_allocate_and_to_take_time() {
        let (list, usage) = measure(3, || {
            (0..200_000_u64).fold(Vec::new(), |mut list, number| {
                list.push(number);
                list
            })
        });
        assert_eq!(list.len(), 200_000);
        assert!(usage.allocations > 0 && usage.cpu_seconds > 0.0 && usage.wall_seconds > 0.0);
    }
}
