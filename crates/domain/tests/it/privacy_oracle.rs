//! What sums give away, found without any graph: by the ranks of what is visible. Used by the tests of the rules and of the server.

/// A group of 1 to `smallest` − 1 people about whom the visible sums tell something, if there is one.
///
/// Each sum is a list of weights, one a person. Whoever has shown their own result is known: their part can be taken off every sum. Of the others, people
/// with the same weights everywhere can be told apart by nothing, and are one column with as many people. Something is told about a set of columns and
/// nobody else when a combination of the sums is 0 everywhere outside of it and not everywhere: when leaving its columns out lowers the rank.
pub(crate) fn told_apart(sums: &[Vec<i64>], known: &[bool], smallest: usize) -> Option<Vec<usize>> {
    let mut columns: Vec<(Vec<i64>, Vec<usize>)> = Vec::new();
    for person in (0..known.len()).filter(|person| !known[*person]) {
        let weights: Vec<i64> = sums.iter().map(|sum| sum[person]).collect();
        if weights.iter().all(|weight| *weight == 0) {
            continue;
        }
        match columns.iter_mut().find(|(same, _)| *same == weights) {
            Some((_, people)) => people.push(person),
            None => columns.push((weights, vec![person])),
        }
    }
    let all: Vec<&Vec<i64>> = columns.iter().map(|(weights, _)| weights).collect();
    let full = rank(&all);
    let few: Vec<usize> = (0..columns.len()).filter(|c| columns[*c].1.len() < smallest).collect();
    let mut found = None;
    subsets(&few, &columns, smallest, &mut Vec::new(), 0, &mut |chosen| {
        if found.is_none() {
            let others: Vec<&Vec<i64>> = columns.iter().enumerate().filter(|(c, _)| !chosen.contains(c)).map(|(_, (weights, _))| weights).collect();
            if rank(&others) < full {
                found = Some(chosen.iter().flat_map(|c| columns[*c].1.clone()).collect());
            }
        }
    });
    found
}

/// Every set of these columns with fewer than `smallest` people.
fn subsets(few: &[usize], columns: &[(Vec<i64>, Vec<usize>)], smallest: usize, chosen: &mut Vec<usize>, people: usize, each: &mut impl FnMut(&[usize])) {
    for (i, c) in few.iter().enumerate() {
        let with = people + columns[*c].1.len();
        if with < smallest {
            chosen.push(*c);
            each(chosen);
            subsets(&few[i + 1..], columns, smallest, chosen, with, each);
            chosen.pop();
        }
    }
}

/// A prime: entries are 0 and small, and so are the determinants of matrices of this size, so that none of them is a multiple of it by accident.
const PRIME: i128 = (1 << 61) - 1;

fn rank(vectors: &[&Vec<i64>]) -> usize {
    let mut rows: Vec<Vec<i128>> = vectors.iter().map(|v| v.iter().map(|x| i128::from(*x).rem_euclid(PRIME)).collect()).collect();
    let width = rows.first().map_or(0, Vec::len);
    let mut rank = 0;
    for column in 0..width {
        let Some(pivot) = (rank..rows.len()).find(|row| rows[*row][column] != 0) else { continue };
        rows.swap(rank, pivot);
        let inverse = power(rows[rank][column], PRIME - 2);
        let top: Vec<i128> = rows[rank].iter().map(|x| x * inverse % PRIME).collect();
        for row in &mut rows[rank + 1..] {
            let factor = row[column];
            if factor != 0 {
                row.iter_mut().zip(&top).for_each(|(x, y)| *x = (*x - factor * y % PRIME).rem_euclid(PRIME));
            }
        }
        rank += 1;
    }
    rank
}

fn power(mut base: i128, mut exponent: i128) -> i128 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent >>= 1;
    }
    result
}
