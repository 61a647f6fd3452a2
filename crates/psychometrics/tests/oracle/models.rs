//! Items as R's programs write them.

use psychometrics::model::ItemModel;

/// catR's row of parameters with its scaling constant D.
///
/// Right/wrong items: a, b, c, d. GRM: a, `b_1`… MGRM: a, b, `c_1`… with `b_k` = b − `c_k`. PCM: `d_1`… GPCM: a, `d_1`…
/// RSM: b, `c_1`… NRM: `a_1`, `c_1`, `a_2`, `c_2`… A row padded with NA (missing cells dropped by the caller) is shorter.
pub fn from_catr(name: &str, scaling: f64, row: &[f64]) -> ItemModel {
    match name {
        "1PL" | "2PL" | "3PL" | "4PL" => {
            let (discrimination, difficulty) = (scaling * row[0], row[1]);
            match name {
                "1PL" if discrimination.to_bits() == 1.0_f64.to_bits() => ItemModel::OnePl { difficulty },
                "1PL" | "2PL" => ItemModel::TwoPl { discrimination, difficulty },
                "3PL" => ItemModel::ThreePl { discrimination, difficulty, guessing: row[2] },
                _ => ItemModel::FourPl { discrimination, difficulty, guessing: row[2], ceiling: row[3] },
            }
        }
        "GRM" => ItemModel::Grm { discrimination: scaling * row[0], thresholds: row[1..].to_vec() },
        "MGRM" => ItemModel::Grm { discrimination: scaling * row[0], thresholds: row[2..].iter().map(|c| row[1] - c).collect() },
        "GPCM" => ItemModel::Gpcm { discrimination: scaling * row[0], steps: row[1..].to_vec() },
        "PCM" => scaled(&ItemModel::Pcm { steps: row.to_vec() }, scaling),
        "RSM" => scaled(&ItemModel::Rsm { difficulty: row[0], offsets: row[1..].to_vec() }, scaling),
        "NRM" => {
            let (slopes, intercepts) = row.chunks_exact(2).map(|pair| (pair[0], pair[1])).unzip();
            ItemModel::Nrm { slopes, intercepts }
        }
        other => panic!("no model {other}"),
    }
}

fn scaled(model: &ItemModel, scaling: f64) -> ItemModel {
    if scaling.to_bits() == 1.0_f64.to_bits() { model.clone() } else { model.stretched(scaling) }
}
