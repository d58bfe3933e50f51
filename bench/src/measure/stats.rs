//! Medians, and how far to trust them.

use crate::random::Random;

const RESAMPLES: usize = 500;

/// A median with the interval in which it lies in 95 of 100 resamples.
#[derive(Clone, Copy, Debug)]
pub struct Estimate {
    /// The median.
    pub median: f64,
    /// The interval's lower end.
    pub low: f64,
    /// The interval's upper end.
    pub high: f64,
}

impl Estimate {
    /// Of these values; each the ratio of one turn.
    pub fn of(values: &[f64]) -> Self {
        let mut random = Random::new(1);
        let mut medians: Vec<f64> = (0..RESAMPLES)
            .map(|_| median(&(0..values.len()).map(|_| *random.pick(values)).collect::<Vec<_>>()))
            .collect();
        medians.sort_by(f64::total_cmp);
        let at = |share: f64| medians[((RESAMPLES - 1) as f64 * share) as usize];
        Self { median: median(values), low: at(0.025), high: at(0.975) }
    }
}

/// The middle value; 0 of none.
pub fn median(values: &[f64]) -> f64 {
    percentile(values, 50.0)
}

/// The value that so many of a hundred do not exceed; 0 of none.
pub fn percentile(values: &[f64], percent: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len().saturating_sub(1) as f64 * percent / 100.0).round() as usize;
    sorted.get(at).copied().unwrap_or(0.0)
}

/// How steeply the logarithm of the second grows with that of the first: 0 is flat, 1 is proportional.
pub fn slope(points: &[(f64, f64)]) -> f64 {
    let points: Vec<(f64, f64)> = points.iter().map(|(x, y)| (x.ln(), y.ln())).collect();
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let both: f64 = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    both / points.iter().map(|point| (point.0 - x).powi(2)).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slope_tells_flat_from_proportional() {
        assert!(slope(&[(10.0, 3.0), (100.0, 3.0), (1000.0, 3.0)]).abs() < 1e-9);
        assert!((slope(&[(10.0, 1.0), (100.0, 10.0), (1000.0, 100.0)]) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_interval_holds_the_median() {
        let values: Vec<f64> = (1..=99).map(f64::from).collect();
        let estimate = Estimate::of(&values);
        assert_eq!(estimate.median, 50.0);
        assert!(estimate.low < 50.0 && estimate.high > 50.0, "{estimate:?}");
        assert_eq!(percentile(&values, 99.0), 98.0);
    }
}
