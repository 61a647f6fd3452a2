use psychometrics::random::Random;

#[test]
fn the_first_numbers_of_a_seed_never_change() {
    let mut random = Random::new(20_261_121, 3);
    let drawn: Vec<u64> = (0..4).map(|_| random.next_u64()).collect();
    assert_eq!(drawn, [3_814_785_347_019_376_861, 9_784_423_712_093_054_646, 1_973_918_261_237_717_903, 15_020_786_515_150_965_679,]);
    let uniform = random.uniform();
    let normal = random.normal();
    let below: Vec<u64> = (0..8).map(|_| random.below(10)).collect();
    let mut order: Vec<u32> = (0..8).collect();
    random.shuffle(&mut order);
    assert_eq!((uniform.to_bits(), normal.to_bits()), (0x3feb_8a12_d872_a4c1, 0xbfd4_175b_6c8b_c496));
    assert_eq!(below, [9, 9, 0, 0, 3, 7, 4, 9]);
    assert_eq!(order, [0, 5, 6, 3, 2, 4, 1, 7]);
}

#[test]
fn streams_and_seeds_give_different_numbers() {
    let first = |seed, stream| Random::new(seed, stream).next_u64();
    assert_ne!(first(1, 0), first(1, 1));
    assert_ne!(first(1, 0), first(2, 0));
    assert_eq!(first(u64::MAX, u64::MAX), first(u64::MAX, u64::MAX));
}

#[test]
fn draws_follow_their_distributions() {
    let mut random = Random::new(7, 0);
    let count = 200_000;
    let (mut sum, mut squares, mut uniforms) = (0.0, 0.0, 0.0);
    for _ in 0..count {
        let normal = random.normal();
        sum += normal;
        squares += normal * normal;
        let uniform = random.uniform();
        assert!((0.0..1.0).contains(&uniform));
        uniforms += uniform;
    }
    let count = f64::from(count);
    // Four standard errors.
    assert!((sum / count).abs() < 0.009);
    assert!((squares / count - 1.0).abs() < 0.0127);
    assert!((uniforms / count - 0.5).abs() < 0.0026);
}

#[test]
fn whole_numbers_are_drawn_without_bias() {
    let mut random = Random::new(11, 0);
    let mut counts = [0_u32; 6];
    for _ in 0..60_000 {
        counts[usize::try_from(random.below(6)).unwrap()] += 1;
    }
    let squares: f64 = counts.iter().map(|count| (f64::from(*count) - 10_000.0) * (f64::from(*count) - 10_000.0)).sum();
    // Chi-square, 5 degrees of freedom, 99.9%.
    assert!(squares / 10_000.0 < 20.5, "{counts:?}");
    assert_eq!(random.below(1), 0);
    let high = 3 * (1_u64 << 62);
    assert!((0..100).all(|_| random.below(high) < high));
}

#[test]
fn every_order_of_three_is_equally_likely() {
    let mut random = Random::new(13, 0);
    let mut counts = [0_u32; 6];
    for _ in 0..60_000 {
        let mut cards = [0_usize, 1, 2];
        random.shuffle(&mut cards);
        counts[cards[0] * 2 + usize::from(cards[1] > cards[2])] += 1;
    }
    assert!(counts.iter().all(|count| count.abs_diff(10_000) < 400), "{counts:?}");
}
